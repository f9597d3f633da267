import type { Api } from "../api/client";

/** By which law an institution's goals become pay, in words. */
export const regimeLabels: Record<Api["IncentiveRegime"], string> = {
  Pmg: "PMG",
  PmgLocalEducation: "PMG de servicios locales de educación",
  PmgRegionalGovernment: "PMG de gobiernos regionales",
  PmgInteriorGovernment: "PMG de gobierno interior",
  PmgOwnLaw: "PMG por ley propia",
  PmgHealth: "PMG de salud",
  PmgNuclear: "PMG de energía nuclear",
  PmgCustoms: "PMG de aduanas",
  PmgTaxpayerDefence: "PMG de defensoría del contribuyente",
  Mei: "MEI",
  EnvironmentSuperintendence: "Metas de la Superintendencia del Medio Ambiente",
  NoneOrOther: "Sin incentivo, u otro",
  None: "Sin incentivo",
  Unconfirmed: "Por confirmar",
};
