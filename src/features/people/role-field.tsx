import '@mantine/core/styles/RadioIndicator.layer.css';
import '@mantine/core/styles/RadioCard.layer.css';
import '@mantine/core/styles/Radio.layer.css';
import { Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Role, roles } from '../../../domain/roles.ts';

type RoleFieldProps = {
  value: Role;
  onChange: (role: Role) => void;
  /** The reason why the role cannot be changed. */
  refusal?: string | undefined;
  error?: string | undefined;
};

export function RoleField({ value, onChange, refusal, error }: RoleFieldProps) {
  const { t } = useTranslation(['people', 'common']);
  return (
    <Radio.Group
      label={t('form.role')}
      description={refusal}
      error={error}
      value={value}
      onChange={(chosen) => {
        const role = roles.find((known) => known === chosen);
        if (role) onChange(role);
      }}
    >
      <Stack gap={10} mt={6}>
        {roles.map((role) => (
          <Radio
            key={role}
            value={role}
            label={t(`common:role.${role}`)}
            description={t(`form.roleHint.${role}`)}
            disabled={refusal !== undefined && role !== value}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
