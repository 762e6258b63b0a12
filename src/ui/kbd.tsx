import styles from './kbd.module.css';

/** A keyboard key. Hidden on devices without a keyboard. */
export function Kbd({ children }: { children: string }) {
  return (
    <span className={styles.kbd} aria-hidden="true">
      {children}
    </span>
  );
}
