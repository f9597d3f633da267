/** The same word however it was written: without accents, capitals or spaces around it. */
export const plain = (text: string) => text.trim().normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
