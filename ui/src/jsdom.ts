// What jsdom lacks of a browser, for the tests of components. Layout, dialogs and pictures are tested
// in real browsers (tests/).

globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
HTMLDialogElement.prototype.showModal = function () {
  this.open = true;
};
URL.createObjectURL = () => 'blob:none';
URL.revokeObjectURL = () => {};
Element.prototype.scrollIntoView = () => {};
document.elementFromPoint = () => null;
