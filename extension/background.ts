// Opened here and not by setPanelBehavior: only a click that ends in `onClicked` grants activeTab, which form filling
// will need. Without permission for tabs `onClicked` still names the window.
chrome.action.onClicked.addListener(({ windowId }) => {
  void chrome.sidePanel.open({ windowId });
});
