/** The part of WebUSB's `USBDevice` that drivers use: the browser's object, or one made of software. */
export interface UsbDevice {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber?: string | null | undefined;
  readonly configuration?: UsbConfiguration | null | undefined;
  open(): Promise<void>;
  close(): Promise<void>;
  selectConfiguration(value: number): Promise<void>;
  claimInterface(number: number): Promise<void>;
  releaseInterface(number: number): Promise<void>;
  clearHalt(direction: 'in' | 'out', endpoint: number): Promise<void>;
  transferIn(
    endpoint: number,
    length: number,
  ): Promise<{ readonly status?: string | undefined; readonly data?: DataView | undefined }>;
  transferOut(
    endpoint: number,
    data: Uint8Array<ArrayBuffer>,
  ): Promise<{ readonly status?: string | undefined }>;
}

interface UsbConfiguration {
  readonly configurationValue: number;
  readonly interfaces: readonly {
    readonly interfaceNumber: number;
    readonly alternate: {
      readonly endpoints: readonly {
        readonly endpointNumber: number;
        readonly direction: 'in' | 'out';
        readonly packetSize: number;
      }[];
    };
  }[];
}

/** Where in a device the two bulk endpoints are. */
export interface UsbAddress {
  readonly configuration: number;
  readonly interface: number;
  readonly in: number;
  readonly out: number;
}
