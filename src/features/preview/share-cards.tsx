import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type LinkCard, parseLinkCard } from './link-card.ts';
import styles from './share-cards.module.css';

/** Below this Facebook shows a small square beside the title instead of a wide image. Pixels. */
const wideImageMinWidth = 600;

/** The article as a card on our front page and on other sites, truncated as each of them does. */
export function ShareCards({ html }: { html: string }) {
  const { t } = useTranslation(['preview', 'common']);
  const linkCard = useMemo(() => parseLinkCard(html, location.origin), [html]);
  const shown = { ...linkCard, title: linkCard.title || t('common:untitled') };
  return (
    <div className={styles.cards}>
      {(['front', 'facebook', 'zalo'] as const).map((place) => (
        <section key={place} className={styles.place} aria-labelledby={`card-${place}`}>
          <h2 id={`card-${place}`} className={styles.name}>
            {t(`card.${place}`)}
          </h2>
          <Card place={place} card={shown} />
        </section>
      ))}
      <p className={styles.hint}>{hintOf(linkCard, t)}</p>
    </div>
  );
}

type Place = 'front' | 'facebook' | 'zalo';

function Card({ place, card }: { place: Place; card: LinkCard }) {
  const { t } = useTranslation('preview');
  const { title, description, host, image } = card;
  return (
    <article className={`${styles.card} ${styles[place]}`} lang="vi">
      {image ? (
        <img src={image.path} alt="" className={styles.image} />
      ) : (
        <p className={`${styles.image} ${styles.missing}`}>{t('card.noPicture')}</p>
      )}
      <div className={styles.text}>
        {place === 'facebook' && <p className={styles.host}>{host}</p>}
        <h3 className={styles.title}>{title}</h3>
        {description && <p className={styles.description}>{description}</p>}
        {place === 'zalo' && <p className={styles.host}>{host}</p>}
      </div>
    </article>
  );
}

function hintOf({ image }: LinkCard, t: ReturnType<typeof useTranslation<'preview'>>['t']): string {
  if (!image) return t('card.hintNoPicture');
  if (image.width > 0 && image.width < wideImageMinWidth) {
    return t('card.hintSmall', { width: image.width, min: wideImageMinWidth });
  }
  return t('card.hint');
}
