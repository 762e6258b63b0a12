/*
 * Texts that cameras, phones and programs write into every picture. They say nothing about this one, so they are proposed
 * neither as a caption nor as a credit.
 */

const written = new RegExp(
  `^(${[
    // Cameras.
    'olympus (digital camera|imaging.*)',
    'sony dsc',
    '(konica )?minolta digital camera',
    'kodak .*digital.*',
    'samsung( camera pictures| digital camera| csc)?',
    '(sony|nikon|canon|fujifilm|panasonic|leica|pentax|ricoh|gopro|dji|apple|xiaomi|huawei|oppo|vivo)( (corporation|imaging|inc\\.?))?',
    'digital camera',
    'default',
    // Phones of Huawei: modes of the camera.
    '(cof|hdr|dav|ptr|edf|sdr|mde|ptrbf|hdrpl|nor)',
    // Programs.
    'exif[_ ]jpeg([_ ]picture)?',
    'lead technologies.*',
    'applemark',
    'created with gimp.*',
    'creator: gd-jpeg.*',
    'processed with .*',
    'adobe (photoshop|lightroom).*',
    'picasa.*',
    'screen ?shot.*',
    'ảnh chụp màn hình.*',
    'untitled([- ]?\\d+)?',
    'binary comment',
    'user ?comments?',
    'ascii',
    // Placeholders for people.
    '(unknown|user|admin|administrator|owner|author|artist|photographer|windows user)',
  ].join('|')})$`,
  'iu',
);

/** `C:\\anh\\1.jpg`, `\\\\may\\anh`, `/storage/DCIM`, `file:`, `content:`. */
const path = /^([a-z]:[\\/]|\\\\|\/?(users|home|storage|sdcard|data|mnt|volumes|dcim)\/|(file|content):)/iu;
const fileName =
  /^[^\s/\\]+\.(jpe?g|jfif|png|tiff?|hei[cf]|webp|gif|avif|bmp|psd|dng|cr[23]|nef|arw|raf|orf|rw2)$/iu;
/** `DSC_0042`, `IMG_20200311_070600`, and numbers and dates alone. */
const number = /^(_?(dsc[fn]?|img|mg|pxl|dji|gopr|mvimg|pict?|sam|p|wp|vid)[ _-]?)?[\d ._:~()/-]+$/iu;

/** Whether a line of metadata says nothing about the picture. */
export function isCameraText(line: string): boolean {
  return [written, path, fileName, number].some((pattern) => pattern.test(line));
}
