import { Button, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, Navigate, useLocation, useNavigate, useSearchParams } from "react-router";
import { answerOf, api } from "../api/client";
import { Callout } from "../ui/Callout";
import { Page } from "../ui/Page";
import { CodeForm } from "./CodeForm";
import { ConfirmForm } from "./ConfirmForm";
import { DemoAccounts } from "./DemoAccounts";
import { FlowPicture } from "../ui/FlowPicture";
import "./login.css";
import { LoginForm } from "./LoginForm";
import { addressToConfirm, claveUnicaNotice, institutionalNotice, placeAfterLogin, secretIn } from "./places";
import { useEntering, useSession, type Session } from "./session";

/** Where a person enters, and goes on to the page they wanted. */
export function LoginPage() {
  const session = useSession();
  const { enter } = useEntering();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const { hash } = useLocation();
  const secret = secretIn(hash, "codigo");
  const confirming = addressToConfirm(hash);
  const [suggested, setSuggested] = useState<{ email: string; password: string }>();
  const options = useQuery({ queryKey: ["/api/session/options"], queryFn: ({ signal }) => answerOf(api.GET("/api/session/options", { signal })) }).data;
  const place = placeAfterLogin(search.get("volver"));
  const notice = claveUnicaNotice(search.get("claveunica")) ?? institutionalNotice(search.get("institucional"));

  function entered(session: Session) {
    enter(session);
    navigate(session.needsSecondFactor ? "/cuenta" : place, { replace: true });
  }

  // Also for whoever is logged in: that is how they bind the account they came with.
  if (confirming) {
    return (
      <Page title="Confirma tu cuenta institucional">
        <ConfirmForm email={confirming} onEntered={entered} />
      </Page>
    );
  }
  if (session) return <Navigate to={session.needsSecondFactor ? "/cuenta" : place} replace />;
  return (
    <div className="login">
      <div className="login__brand" aria-hidden="true">
        <p>Cada compromiso, con su plazo y su respaldo</p>
        <FlowPicture />
      </div>
      <div className="login__form">
        <Page title="Ingresa">
          <Stack gap="lg">
            {options?.claveUnica && (
              <Button component="a" size="md" href={`/api/session/claveunica?to=${encodeURIComponent(place)}`}>
                Ingresar con ClaveÚnica
              </Button>
            )}
            {notice && (
              <Callout role="alert" title={notice.title} tone="late">
                {notice.detail}
              </Callout>
            )}
            {secret ? <CodeForm secret={secret} onEntered={entered} /> : <LoginForm key={suggested?.email} suggested={suggested} onEntered={entered} />}
            <Text>
              <Link to="/cuenta/recuperar">¿Olvidaste tu clave?</Link>
            </Text>
            {options?.institution && (
              <Button
                component="a" href={`/api/session/openid?to=${encodeURIComponent(place)}`} variant="default" h="auto" mih="2.75rem" py="xs"
                styles={{ label: { whiteSpace: "normal" } }}
              >
                Ingresar con {options.institution}
              </Button>
            )}
            {options?.demoPassword && (
              <DemoAccounts accounts={options.demoAccounts} onChoose={(email) => setSuggested({ email, password: options.demoPassword! })} />
            )}
          </Stack>
        </Page>
      </div>
    </div>
  );
}
