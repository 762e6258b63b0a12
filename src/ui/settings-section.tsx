import { type ReactNode, useId } from 'react';
import styles from './settings-section.module.css';

type SettingsSectionProps = { title: string; text: string; children: ReactNode };

/** A part of a page of settings: what it is about on the left, its controls on the right. */
export function SettingsSection({ title, text, children }: SettingsSectionProps) {
  const titleId = useId();
  return (
    <section className={styles.section} aria-labelledby={titleId}>
      <div>
        <h2 id={titleId} className={styles.title}>
          {title}
        </h2>
        <p className={styles.text}>{text}</p>
      </div>
      <div className={styles.content}>{children}</div>
    </section>
  );
}
