import { Switch } from "@mantine/core";
import { withValue, type Policy } from "./policies";

/** Whether something is still received as such for some days after the deadline: then it is not late. */
export function AdditionalSwitch({ policy, onChange }: { policy: Policy; onChange: (policy: Policy) => void }) {
  return (
    <Switch
      mt="md" label="Después del vencimiento hay un plazo adicional" checked={policy.additional !== undefined}
      onChange={(event) => onChange(withValue(policy, "additional", event.currentTarget.checked ? { workingDays: 3 } : undefined))}
    />
  );
}
