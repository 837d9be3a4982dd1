/** WebUSB, absent in some browsers and at insecure addresses whatever the types say. */
export function usbOf(navigator: Partial<Pick<Navigator, 'usb'>>): USB | undefined {
  return navigator.usb;
}
