import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type CategoryColor, categoryColors } from '../../../domain/category-colors.ts';
import styles from './color-field.module.css';

type ColorFieldProps = { value: CategoryColor | null; onChange: (color: CategoryColor | null) => void };

export function ColorField({ value, onChange }: ColorFieldProps) {
  const { t } = useTranslation('categories');
  const group = useId();
  return (
    <fieldset className={styles.field}>
      <legend className={styles.label}>
        {t('form.color')}
        <span className={styles.chosen}>{value ? t(`form.colors.${value}`) : t('form.noColor')}</span>
      </legend>
      <div className={styles.choices}>
        {[null, ...categoryColors].map((color) => {
          const name = color ? t(`form.colors.${color}`) : t('form.noColor');
          return (
            <label key={color ?? 'none'} className={styles.choice} title={name}>
              <input
                type="radio"
                name={group}
                className={styles.radio}
                checked={value === color}
                onChange={() => onChange(color)}
                aria-label={name}
              />
              <span
                className={styles.swatch}
                data-none={color === null || undefined}
                style={color ? { background: `var(--category-${color})` } : undefined}
              />
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
