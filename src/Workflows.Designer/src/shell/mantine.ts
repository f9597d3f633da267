import { createTheme, type CSSVariablesResolver } from "@mantine/core";

/** Mantine in the colours and shapes of theme.css, which also answers for high contrast. */
export const theme = createTheme({
  fontFamily: "'Roboto Variable', system-ui, sans-serif",
  headings: {
    fontFamily: "'Roboto Variable', system-ui, sans-serif",
    fontWeight: "700",
    sizes: {
      h1: { fontSize: "1.75rem", lineHeight: "2.25rem" },
      h2: { fontSize: "1.125rem", lineHeight: "1.5rem" },
      h3: { fontSize: "0.9375rem", lineHeight: "1.25rem" },
      h4: { fontSize: "0.9375rem", lineHeight: "1.25rem" },
    },
  },
  primaryColor: "estado",
  primaryShade: 6,
  colors: {
    estado: ["#eaf4fb", "#d3e7f5", "#a5cfea", "#74b5df", "#449cd3", "#1f84c4", "#006fb3", "#005d96", "#004b79", "#00395c"],
  },
  defaultRadius: "xs",
  radius: { xs: "2px" },
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.125rem" },
  spacing: { xs: "0.5rem", sm: "0.75rem", md: "1rem", lg: "1.5rem", xl: "2rem" },
  cursorType: "pointer",
  // The ring of theme.css is the only one.
  focusRing: "never",
  respectReducedMotion: true,
  components: {
    // A dialog's title is not the page's banner.
    Modal: { defaultProps: { attributes: { header: { role: "presentation" } }, radius: 0 } },
    Table: { defaultProps: { verticalSpacing: "0.4375rem", horizontalSpacing: "0.625rem" } },
    Card: { defaultProps: { radius: 0 } },
    Paper: { defaultProps: { radius: 0 } },
  },
});

/**
 * Text, lines and the primary colour come from theme.css, so that a person's wish for more contrast reaches every component. They are of the
 * light scheme: there Mantine writes its own, which would win over what holds for every scheme.
 */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-text": "var(--text)",
    "--mantine-color-body": "var(--surface)",
    "--mantine-color-dimmed": "var(--muted)",
    "--mantine-color-placeholder": "var(--muted)",
    "--mantine-color-error": "var(--late)",
    "--mantine-color-anchor": "var(--primary)",
    "--mantine-color-estado-filled": "var(--primary)",
    "--mantine-color-estado-filled-hover": "var(--primary-dark)",
    "--mantine-color-default-border": "var(--line)",
    "--mantine-color-estado-outline": "var(--primary)",
    "--mantine-color-estado-light": "var(--primary-soft)",
    "--mantine-color-estado-light-color": "var(--primary-dark)",
  },
  dark: {},
});
