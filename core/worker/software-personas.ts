import type { Persona } from './protocol.ts';

/** The personas of the software card as the door offers them. */
export async function softwarePersonas(): Promise<readonly Persona[]> {
  const { PERSONAS, credentialsOf } = await import('../virtual/personas/index.ts');
  return Promise.all(
    PERSONAS.map(async ({ id, title, pin, password }) => {
      const { referenceNumberB } = await credentialsOf(id);
      return { id, label: title, pins: { digits: pin, ...(password && { password }), referenceNumberB } };
    }),
  );
}
