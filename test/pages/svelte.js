import { mount } from 'svelte';
import SveltePage from './SveltePage.svelte';

mount(SveltePage, { target: document.querySelector('#app') });
