import "@fontsource-variable/roboto/wght.css";
import "./shell/library";
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router";
import { queries } from "./api/queries";
import { applyContrast } from "./shell/contrast";
import { theme, variables } from "./shell/mantine";
import { router } from "./shell/routes";
import "./shell/theme.css";
import "./ui/layout.css";

applyContrast();

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={variables} forceColorScheme="light">
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
