import {
  Listbox,
  ListboxButton,
  ListboxOption,
  ListboxOptions,
  RadioGroup,
  RadioGroupLabel,
  RadioGroupOption,
} from '@headlessui/vue';
import { createApp } from 'vue/dist/vue.esm-bundler.js';
import { PREFECTURES, sent } from './page.js';

createApp({
  components: {
    Listbox,
    ListboxButton,
    ListboxOption,
    ListboxOptions,
    RadioGroup,
    RadioGroupLabel,
    RadioGroupOption,
  },
  data: () => ({
    state: { sei: '', mei: '', pref: '大阪府', sex: '男性' },
    PREFECTURES,
    SEXES: ['男性', '女性'],
  }),
  methods: {
    submit() {
      sent({ ...this.state });
    },
  },
  template: `
    <form @submit.prevent="submit">
      <p><label>姓 <input v-model="state.sei"></label> <label>名 <input v-model="state.mei"></label></p>
      <RadioGroup v-model="state.sex"><RadioGroupLabel>性別</RadioGroupLabel>
        <RadioGroupOption v-for="s in SEXES" :key="s" :value="s">{{ s }}</RadioGroupOption></RadioGroup>
      <p id="where">お住まいの都道府県</p>
      <Listbox v-model="state.pref"><ListboxButton aria-labelledby="where">{{ state.pref }}</ListboxButton>
        <ListboxOptions><ListboxOption v-for="p in PREFECTURES" :key="p" :value="p">{{ p }}</ListboxOption></ListboxOptions></Listbox>
      <button>確認する</button>
    </form>`,
}).mount('#app');
