import { mount } from 'svelte';
import { language } from './messages/language.svelte.ts';
import { after } from './reader/after.ts';
import type { Chooser } from './reader/chooser.ts';
import { systemOf } from './reader/system.ts';
import { TabConnect } from './reader/tab-connect.svelte.ts';
import { tabTalk, type TabTalk } from './reader/tab-talk.ts';
import TabPage from './reader/TabPage.svelte';
import './style/tokens.css';
import './style/base.css';

/** Puts the page on a tab where a reader is chosen for the side panel that asked, by its name. */
export async function mountTab(
  target: HTMLElement,
  {
    chooser,
    panel,
    close,
  }: { readonly chooser: Chooser; readonly panel: string; readonly close: () => void },
): Promise<void> {
  document.documentElement.lang = language.now;
  await language.load();
  const channel = tabTalk();
  const connect = new TabConnect({ chooser, panel, channel, system: systemOf(navigator), after });
  channel.onmessage = ({ data }: MessageEvent<TabTalk>) => connect.hear(data);
  mount(TabPage, { target, props: { connect, close } });
}
