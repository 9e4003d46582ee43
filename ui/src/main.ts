// The interface's beginning: the app with the host that is there.

import { mount } from 'svelte';
import App from './App/App.svelte';
import './base.css';
import './controls.css';
import { serveHost, stayAlive } from './host/serve';
import { tauriHost } from './host/tauri';

const inWindow = '__TAURI_INTERNALS__' in window;
if (!inWindow) stayAlive();
mount(App, { target: document.body, props: { host: inWindow ? tauriHost : serveHost } });
