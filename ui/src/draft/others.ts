// The pages of one browser that have drafts open: before a draft is opened in one of them, the page that has it brings
// over what was just typed there and lets go, so that nobody types into a page that may not write any more.

/** For the page that has the draft to say that it is there, and then to bring everything over. Judgement. */
const HEARD = 80;
const PATIENCE = 2000;

interface Word {
  draft: number;
  is: 'asking' | 'here' | 'gone';
}

const channel =
  typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('drafts');
const say = (word: Word) => channel?.postMessage(word);

/** Asks the pages that have a draft to let go of it; resolved when they have, or nobody answers. */
export function askForDraft(draft: number): Promise<void> {
  if (!channel) return Promise.resolve();
  return new Promise((resolve) => {
    let timer = setTimeout(done, HEARD);
    function done() {
      clearTimeout(timer);
      channel?.removeEventListener('message', hear);
      resolve();
    }
    function hear({ data }: MessageEvent<Word>) {
      if (data.draft !== draft) return;
      if (data.is === 'gone') done();
      if (data.is !== 'here') return;
      clearTimeout(timer);
      timer = setTimeout(done, PATIENCE);
    }
    channel.addEventListener('message', hear);
    say({ draft, is: 'asking' });
  });
}

/** Lets go of a draft when another page asks for it, once `bring` has brought everything over; gives what ends it. */
export function heedOthers(draft: number, bring: () => Promise<void>): () => void {
  const hear = ({ data }: MessageEvent<Word>) => {
    if (data.draft !== draft || data.is !== 'asking') return;
    say({ draft, is: 'here' });
    void bring().finally(() => say({ draft, is: 'gone' }));
  };
  channel?.addEventListener('message', hear);
  return () => channel?.removeEventListener('message', hear);
}
