/**
 * Old, vulgar and print forms of kanji beside the form in common use, for comparing names and addresses only: facts of
 * the official tables of 旧字体 (常用漢字表, 人名用漢字) and forms usual in names and place names. The first letter of
 * a group is the one the others are compared as. Bearers may hold the forms apart (斎 and 斉, 沢 and 澤): a match is a
 * reason to ask, never a proof.
 */
const GROUPS = `
亜亞 悪惡 圧壓 囲圍 医醫 為爲 壱壹 隠隱 栄榮 営營 衛衞 駅驛 円圓 塩鹽 縁緣 応應 欧歐 殴毆
桜櫻 奥奧 横橫 温溫 穏穩 仮假 価價 画畫 会會 絵繪 壊壞 懐懷 拡擴 殻殼 覚覺 学學 岳嶽 楽樂
缶罐 巻卷 陥陷 勧勸 寛寬 関關 歓歡 観觀 気氣 帰歸 亀龜 偽僞 戯戲 犠犧 旧舊 拠據 挙擧 虚虛
峡峽 挟挾 狭狹 郷鄕鄉 暁曉 区區 駆驅 勲勳 薫薰 径徑 茎莖 恵惠 渓溪 経經 蛍螢 軽輕 継繼
鶏鷄 芸藝 撃擊 欠缺 倹儉 剣劍劒劔 圏圈 検檢 権權 献獻 県縣 険險 顕顯 験驗 厳嚴 広廣 効效
恒恆 黄黃 鉱鑛 号號 国國 黒黑 済濟 砕碎 斎齋齊斉 剤劑 桟棧 参參 惨慘 賛贊 蚕蠶 残殘 糸絲
歯齒 児兒 辞辭 湿濕 実實 写寫 釈釋 寿壽 収收 従從 渋澁 獣獸 縦縱 粛肅 処處 叙敍 将將 称稱
渉涉 焼燒 証證 奨獎 条條 状狀 乗乘 浄淨 剰剩 畳疊 壌壤 嬢孃 譲讓 醸釀 嘱囑 触觸 寝寢 慎愼
真眞 尽盡 図圖 粋粹 酔醉 穂穗 随隨 髄髓 枢樞 数數 瀬瀨 声聲 静靜 摂攝 窃竊 専專 浅淺 戦戰
践踐 銭錢 潜潛 繊纖 禅禪 双雙 壮壯 争爭 荘莊 捜搜 装裝 総總 騒騷 増增 臓臟 蔵藏 属屬 続續
堕墮 対對 体體 帯帶 滞滯 台臺 滝瀧 択擇 沢澤 担擔 胆膽 単單 団團 断斷 弾彈 遅遲 痴癡 虫蟲
昼晝 鋳鑄 庁廳 聴聽 勅敕 鎮鎭 逓遞 鉄鐵 点點 転轉 伝傳 灯燈 当當 党黨 盗盜 稲稻 闘鬪 徳德
独獨 読讀 届屆 縄繩 弐貳 悩惱 脳腦 覇霸 拝拜 廃廢 売賣 麦麥 発發 髪髮 抜拔 晩晚 蛮蠻
浜濱濵 瓶甁 払拂 仏佛 併倂 並竝 変變 辺邊邉 弁辨瓣辯 豊豐 宝寶 褒襃 翻飜 毎每 万萬 満滿
黙默 弥彌 訳譯 薬藥 与與 予豫 余餘 誉譽 揺搖 様樣 謡謠 遥遙 来來 頼賴 乱亂 覧覽 竜龍 両兩
猟獵 緑綠 塁壘 励勵 礼禮 霊靈 齢齡 暦曆 歴歷 恋戀 錬鍊 炉爐 労勞 郎郞 楼樓 録錄 湾灣 亘亙
凛凜 巌巖 堯尭 桧檜 槙槇 瑶瑤 禄祿 祢禰 祷禱 穣穰 萌萠 鴎鷗 高髙 崎﨑埼嵜碕 島嶋嶌 吉𠮷
柳栁 薮藪籔 桑桒 館舘 富冨 峰峯 嶺岺 渕淵渊 曽曾 鰺鯵 芦蘆 竈竃釜 籠篭 賎賤 頚頸 麹麴 鹸鹼
餅餠 枦櫨 侠俠 侭儘 曳曵 潅灌 濤涛 焔焰 砺礪 砿礦 箪簞 簑蓑 繍繡 蝉蟬 蝋蠟 莱萊 蒋蔣 醤醬
醗醱 銈鈳 隙𨻶 鶯鴬 塡填 掻搔 屏屛 并幷 桝枡 梼檮 涜瀆 狢貉 畴疇 穎頴 纒纏 聡聰 舩船 荊荆
藤籐 諌諫 迩邇 淀澱 檪櫟 鍜鍛 祇祗 蛎蠣 蕊蘂 昂昻 晃晄 梅楳 松枩 杉椙 野埜 壷壺
熔鎔 潟泻 疎疏 姉姊 妍姸 姫姬 娯娛 歳歲 呉吳 呂吕 戸戶 税稅 説說 清淸 青靑 内內 匀匂
宮宫 巣巢 奈柰 秋秌 鳳鳯 珍珎 悦悅 鋭銳 讃讚 凉涼 喩喻
`;

const COMMON = new Map<string, string>();
for (const group of GROUPS.split(/\s+/u)) {
  const [common = '', ...others] = Array.from(group);
  for (const other of others) {
    if (other !== common && !COMMON.has(other)) COMMON.set(other, COMMON.get(common) ?? common);
  }
}

/** The letter under which a kanji is compared; itself when it has no other form here. One code point in, one out. */
export function commonForm(letter: string): string {
  return COMMON.get(letter) ?? letter;
}
