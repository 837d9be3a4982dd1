import type * as pcscMini from 'pcsc-mini';

/** What we use of pcsc-mini (docs/decisions/pcsc-library.md). */
export type PcscLibrary = Pick<
  typeof pcscMini,
  'CardDisposition' | 'CardMode' | 'Client' | 'Protocol' | 'ReaderStatus'
>;
export type PcscCard = Awaited<ReturnType<PcscReader['connect']>>;
export type PcscReader =
  InstanceType<PcscLibrary['Client']> extends { reader(name: string): infer Found }
    ? NonNullable<Found>
    : never;
export type PcscTransaction = pcscMini.Transaction;

/** The library is optional: undefined when it is not there or has nothing for this system. */
export async function loadPcsc(): Promise<PcscLibrary | undefined> {
  try {
    return await import('pcsc-mini');
  } catch {
    return undefined;
  }
}
