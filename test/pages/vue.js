import { createApp } from 'vue/dist/vue.esm-bundler.js';
import { BEFORE, DAYS, MONTHS, PREFECTURES, sent, YEARS } from './page.js';

createApp({
  data: () => ({ state: { ...BEFORE }, PREFECTURES, YEARS, MONTHS, DAYS, touched: [] }),
  computed: {
    wrongKana() {
      return /[^ァ-ヶー]/.test(this.state.seiKana + this.state.meiKana);
    },
  },
  methods: {
    submit() {
      sent({ ...this.state, left: [...new Set(this.touched)].sort() });
    },
  },
  template: `
    <form @submit.prevent="submit">
      <dl>
        <dt>お名前</dt><dd>
          <label>姓 <input v-model="state.sei" @blur="touched.push('sei')"></label>
          <label>名 <input v-model.lazy="state.mei" @blur="touched.push('mei')"></label></dd>
        <dt>フリガナ（全角カタカナ）</dt><dd>
          <input v-model.trim="state.seiKana" @blur="touched.push('seiKana')"> <input v-model="state.meiKana" @blur="touched.push('meiKana')">
          <p v-if="wrongKana" class="error">カタカナで入力してください</p></dd>
        <dt>郵便番号（ハイフンなし）</dt><dd><input v-model="state.zip" maxlength="7" @blur="touched.push('zip')"></dd>
        <dt>都道府県</dt><dd><select v-model="state.pref"><option value="">選択</option><option v-for="p in PREFECTURES" :key="p" :value="p">{{ p }}</option></select></dd>
        <dt>市区町村・番地</dt><dd><input v-model="state.address" @blur="touched.push('address')"></dd>
        <dt>性別</dt><dd>
          <input type="radio" id="m" value="male" v-model="state.sex"><label for="m">男</label>
          <input type="radio" id="f" value="female" v-model="state.sex"><label for="f">女</label></dd>
        <dt>生年月日</dt><dd>
          <select v-model="state.year"><option value=""></option><option v-for="y in YEARS" :key="y">{{ y }}</option></select>年
          <select v-model="state.month"><option value=""></option><option v-for="y in MONTHS" :key="y">{{ y }}</option></select>月
          <select v-model="state.day"><option value=""></option><option v-for="y in DAYS" :key="y">{{ y }}</option></select>日</dd>
        <dt>メールアドレス</dt><dd><input type="email" v-model="state.mail"></dd>
      </dl>
      <button>確認する</button>
    </form>`,
}).mount('#app');
