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
  controlTransferIn(
    setup: UsbSetup,
    length: number,
  ): Promise<{ readonly status?: string | undefined; readonly data?: DataView | undefined }>;
  controlTransferOut(setup: UsbSetup): Promise<{ readonly status?: string | undefined }>;
}

/** A control transfer as WebUSB names its parts. */
export interface UsbSetup {
  readonly requestType: 'standard' | 'class';
  readonly recipient: 'device' | 'interface';
  readonly request: number;
  readonly value: number;
  readonly index: number;
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
  /** its messages say how long they are, so that no empty packet follows one of whole packets */
  readonly selfDelimiting?: boolean;
  readonly configuration: number;
  readonly interface: number;
  readonly in: number;
  readonly out: number;
}
