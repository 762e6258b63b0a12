import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type CardFacts, cardFactsOf } from './card-facts.ts';
import styles from './share-cards.module.css';

/** Under this Facebook shows a small square beside the title instead of a wide picture. Pixels. */
const widePictureMinWidth = 600;

/** The article as a card: on our own front page, and where its address is shared. Cut as it is cut there. */
export function ShareCards({ html }: { html: string }) {
  const { t } = useTranslation(['preview', 'common']);
  const facts = useMemo(() => cardFactsOf(html, location.origin), [html]);
  const shown = { ...facts, title: facts.title || t('common:untitled') };
  return (
    <div className={styles.cards}>
      {(['front', 'facebook', 'zalo'] as const).map((place) => (
        <section key={place} className={styles.place} aria-labelledby={`card-${place}`}>
          <h2 id={`card-${place}`} className={styles.name}>
            {t(`card.${place}`)}
          </h2>
          <Card place={place} facts={shown} />
        </section>
      ))}
      <p className={styles.hint}>{hintOf(facts, t)}</p>
    </div>
  );
}

type Place = 'front' | 'facebook' | 'zalo';

function Card({ place, facts }: { place: Place; facts: CardFacts }) {
  const { t } = useTranslation('preview');
  const { title, description, host, picture } = facts;
  return (
    <article className={`${styles.card} ${styles[place]}`} lang="vi">
      {picture ? (
        <img src={picture.path} alt="" className={styles.picture} />
      ) : (
        <p className={`${styles.picture} ${styles.missing}`}>{t('card.noPicture')}</p>
      )}
      <div className={styles.words}>
        {place === 'facebook' && <p className={styles.host}>{host}</p>}
        <h3 className={styles.title}>{title}</h3>
        {description && <p className={styles.description}>{description}</p>}
        {place === 'zalo' && <p className={styles.host}>{host}</p>}
      </div>
    </article>
  );
}

function hintOf({ picture }: CardFacts, t: ReturnType<typeof useTranslation<'preview'>>['t']): string {
  if (!picture) return t('card.hintNoPicture');
  if (picture.width > 0 && picture.width < widePictureMinWidth) {
    return t('card.hintSmall', { width: picture.width, min: widePictureMinWidth });
  }
  return t('card.hint');
}
