import styles from './kbd.module.css';

/** A key of the keyboard. Hidden where there is none. */
export function Kbd({ children }: { children: string }) {
  return (
    <span className={styles.kbd} aria-hidden="true">
      {children}
    </span>
  );
}
