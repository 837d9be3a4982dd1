import { describe, expect, it } from 'vitest';
import { readText } from '../../../core/form/plan/read-text.ts';

describe('readText', () => {
  it.each([
    ['お名前', { thing: 'name', pieces: [] }],
    ['氏　名【必須】', { thing: 'name', pieces: [] }],
    ['お名前（姓）', { thing: 'name', pieces: ['family'] }],
    ['下の名前', { thing: 'name', pieces: ['given'] }],
    ['名フリガナ', { thing: 'name', pieces: ['given'], script: 'katakana' }],
    ['ﾌﾘｶﾞﾅ', { script: 'katakana' }],
    ['ふりがな', { script: 'hiragana' }],
    ['Last name (Katakana)', { thing: 'name', pieces: ['family'], script: 'katakana' }],
    ['氏名（ローマ字）', { thing: 'name', script: 'roman' }],
    ['郵便番号（ハイフンなし）', { thing: 'zip' }],
    ['ご住所 〒', { thing: 'zip', residue: '' }],
    ['市区郡町村', { thing: 'address', pieces: ['city'] }],
    ['都道府県・市区町村', { thing: 'address', pieces: ['prefecture', 'city'] }],
    ['町名・番地', { thing: 'address', pieces: ['town', 'block'] }],
    ['番地・ビル名', { thing: 'address', pieces: ['block', 'building'] }],
    ['それ以降の住所', { thing: 'address', pieces: ['rest'] }],
    ['ご住所(都道府県以下）', { thing: 'address', pieces: ['city', 'rest'] }],
    ['住所（番地まで）', { thing: 'address', pieces: [], through: 'block' }],
    ['ご住所 マンション名までご記入ください', { thing: 'address', pieces: [], through: 'building' }],
    ['住所2', { thing: 'address', index: 2 }],
    ['生年月日（西暦）', { thing: 'birth', pieces: [] }],
    ['生まれた年', { thing: 'birth', pieces: ['year'] }],
    ['日生', { pieces: ['day'] }],
    ['年 Year', { pieces: ['year'] }],
    ['Q2. あなたの性別を教えてください', { thing: 'sex', role: 'applicant' }],
    ['性別・生年月日', { mixed: ['sex', 'birth'] }],
    ['お名前（確認用）', { thing: 'name', again: true }],
  ])('%s', (text, expected) => {
    expect(readText(text)).toMatchObject(expected);
  });

  it.each([
    ['保護者氏名', 'guardian'],
    ['お子様のお名前', 'child'],
    ['緊急連絡先（氏名）', 'emergency'],
    ['お届け先住所', 'delivery'],
    ['会社所在地', 'company'],
    ['ご勤務先住所', 'work'],
    ['口座名義（カナ）', 'nominee'],
    ['旧姓', 'previous'],
    ['ご紹介者様のお名前', 'referrer'],
    ['かかりつけ医師名', 'doctor'],
    ['配偶者の生年月日', 'spouse'],
    ['世帯主氏名', 'family'],
    ['愛犬のお名前', 'other'],
    ['物件所在地', 'other'],
  ])('%s is about somebody else', (text, subject) => {
    expect(readText(text).subject).toBe(subject);
  });

  it.each([
    ['ご契約者名', 'applicant'],
    ['患者様のお名前', 'participant'],
    ['貴社ご担当者名', 'contact'],
    ['代表者氏名', 'representative'],
    ['保護者（お申込者）', 'applicant'],
  ])('%s is the person, as %s', (text, role) => {
    expect(readText(text)).toMatchObject({ role });
    expect(readText(text).subject).toBeUndefined();
  });

  it.each([
    '会社名',
    '学校名',
    'ユーザー名',
    'ニックネーム',
    '件名',
    'メールアドレス',
    'E-mail Address',
    '電話番号',
    '年齢',
    'ご希望日',
    '有効期限',
    'マイナンバー',
    'パスワード',
    'お問い合わせ内容',
    'ご購入日',
    '会員番号',
  ])('%s is none of ours', (text) => {
    expect(readText(text).thing).toBe('other');
  });

  it.each(['手元の番号', '大丈夫', 'お手元', '趣向', '志望'])('%s says nothing of anybody', (text) => {
    expect(readText(text)).toMatchObject({ residue: expect.stringMatching(/./) as string });
    expect(readText(text).subject).toBeUndefined();
  });

  it('keeps what it does not know beside a name', () => {
    expect(readText('受取代表犬のお名前')).toMatchObject({ thing: 'name' });
    expect(readText('ヒーローのお名前').residue).toBe('ヒーロー');
  });
});
