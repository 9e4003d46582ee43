// The window's beginning: the app with the Tauri host.

import { mount } from 'svelte';
import App from './App/App.svelte';
import './base.css';
import { tauriHost } from './host/tauri';

mount(App, { target: document.body, props: { host: tauriHost } });
