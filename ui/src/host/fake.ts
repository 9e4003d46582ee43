// A host without a program behind it, for examples and tests: it gives what it is told to give.

import type { CallSummary, Host } from '.';

/** A host that answers with these calls and takes down what is copied. */
export function fakeHost(calls: CallSummary[], copied: string[] = []): Host {
  return {
    calls: () => Promise.resolve(calls),
    copy: (text) => {
      copied.push(text);
      return Promise.resolve();
    },
  };
}

/** A host whose program never answers. */
export function silentHost(): Host {
  return { calls: () => new Promise(() => {}), copy: () => new Promise(() => {}) };
}

/** A host on which everything fails. */
export function brokenHost(): Host {
  const fail = () => Promise.reject(new Error('the fake host is told to fail'));
  return { calls: fail, copy: fail };
}

/** One call as an example; what is named in `changes` differs from it. */
export function exampleCall(changes: Partial<CallSummary> = {}): CallSummary {
  return {
    id: 'js-2020',
    title: '2020年江苏省网络扶贫优秀案例征集',
    issuer: '江苏省委网信办',
    opens: '2020-06-10',
    closes: '2020-07-31',
    window: { state: 'open', days_left: 38 },
    routes: [
      { id: 'self', title: '自荐' },
      { id: 'recommended', title: '组织推荐' },
    ],
    forms: [{ id: 'js-2020-case', title: '网络扶贫优秀案例申报表', per: 'case' }],
    ...changes,
  };
}
