import "@fontsource/roboto/latin-400.css";
import "@fontsource/roboto/latin-700.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { HomePage } from "./home/HomePage";
import { Shell } from "./shell/Shell";
import "./shell/theme.css";

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <Shell>
      <HomePage />
    </Shell>
  </StrictMode>,
);
