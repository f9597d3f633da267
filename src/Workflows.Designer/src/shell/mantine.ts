import { createTheme, type CSSVariablesResolver } from "@mantine/core";

/** Mantine in the colours and shapes of theme.css, which also answers for high contrast. */
export const theme = createTheme({
  fontFamily: "Roboto, system-ui, sans-serif",
  headings: { fontFamily: "Roboto, system-ui, sans-serif", fontWeight: "700" },
  primaryColor: "estado",
  primaryShade: 6,
  colors: {
    estado: ["#eaf4fb", "#d3e7f5", "#a5cfea", "#74b5df", "#449cd3", "#1f84c4", "#006fb3", "#005d96", "#004b79", "#00395c"],
  },
  defaultRadius: 0,
  cursorType: "pointer",
  focusRing: "auto",
  components: {
    // A dialog's title is not the page's banner.
    Modal: { defaultProps: { attributes: { header: { role: "presentation" } } } },
  },
});

/** Text, lines and the primary colour come from theme.css, so that a person's wish for more contrast reaches every component. */
export const variables: CSSVariablesResolver = () => ({
  variables: {
    "--mantine-color-text": "var(--text)",
    "--mantine-color-body": "var(--surface)",
    "--mantine-color-dimmed": "var(--text)",
    "--mantine-color-placeholder": "#6b6b6b",
    "--mantine-color-error": "var(--bad)",
    "--mantine-color-anchor": "var(--primary)",
    "--mantine-color-estado-filled": "var(--primary)",
    "--mantine-color-estado-filled-hover": "var(--dark)",
    "--mantine-color-default-border": "var(--line)",
  },
  light: {},
  dark: {},
});
