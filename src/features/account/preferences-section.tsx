import '@mantine/core/styles/RadioIndicator.layer.css';
import '@mantine/core/styles/RadioCard.layer.css';
import '@mantine/core/styles/Radio.layer.css';
import { Group, isMantineColorScheme, Radio, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { changeLanguage, languageNames, languages } from '../../lib/i18n.ts';
import { notifyProblem } from '../../lib/notify.ts';
import { colorSchemes } from '../../lib/theme.ts';
import { SettingsSection } from '../../ui/settings-section.tsx';

/** Language and colour scheme of this browser. The user menu has them, too. */
export function PreferencesSection() {
  const { t, i18n } = useTranslation(['account', 'shell']);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SettingsSection title={t('preferences.title')} text={t('preferences.text')}>
      <Radio.Group
        label={t('shell:account.language')}
        value={i18n.language}
        onChange={(chosen) => {
          const language = languages.find((one) => one === chosen);
          if (language) void changeLanguage(language).catch(notifyProblem);
        }}
      >
        <Group gap="lg" mt={4}>
          {languages.map((language) => (
            <Radio key={language} value={language} label={languageNames[language]} lang={language} />
          ))}
        </Group>
      </Radio.Group>
      <Radio.Group
        label={t('shell:account.scheme')}
        value={colorScheme}
        onChange={(scheme) => isMantineColorScheme(scheme) && setColorScheme(scheme)}
      >
        <Group gap="lg" mt={4}>
          {colorSchemes.map((scheme) => (
            <Radio key={scheme} value={scheme} label={t(`shell:account.schemes.${scheme}`)} />
          ))}
        </Group>
      </Radio.Group>
    </SettingsSection>
  );
}
