import { createBrowserRouter, Navigate } from "react-router";
import { linkRoute } from "../authority/feature";
import { HomePage } from "../home/HomePage";
import { outsideRoute } from "../privacy/feature";
import { LoginPage } from "../session/LoginPage";
import { homeOf } from "../session/places";
import { RequireSession } from "../session/RequireSession";
import { useSession } from "../session/session";
import { WaitingPage } from "../ui/WaitingPage";
import { BrokenPage } from "./BrokenPage";
import { features } from "./features";
import { MissingPage } from "./MissingPage";
import { Shell } from "./Shell";

/** Whoever has entered starts at their own page, everybody else at what this server is for. */
function StartPage() {
  const session = useSession();

  if (session === null) return <HomePage />;
  // Still waiting while the code of their first page comes.
  return (
    <>
      <WaitingPage />
      {session && <Navigate to={homeOf(session)} replace />}
    </>
  );
}

export const router = createBrowserRouter([
  {
    element: <Shell />,
    errorElement: <BrokenPage />,
    // Nothing is drawn before the first page's code has come; the server's answer is awaited inside the page.
    hydrateFallbackElement: (
      <main className="content">
        <WaitingPage />
      </main>
    ),
    children: [
      { path: "/", element: <StartPage /> },
      { path: "/ingresar", element: <LoginPage /> },
      { path: "/cuenta/recuperar", lazy: async () => ({ Component: (await import("../people/RecoverPage")).RecoverPage }) },
      { path: "/cuenta/clave", lazy: async () => ({ Component: (await import("../people/SetPasswordPage")).SetPasswordPage }) },
      { path: "/servidor", lazy: async () => ({ Component: (await import("../home/ServerPage")).ServerPage }) },
      linkRoute,
      outsideRoute,
      { element: <RequireSession />, children: features.flatMap((feature) => feature.routes) },
      { path: "*", element: <MissingPage /> },
    ],
  },
]);
