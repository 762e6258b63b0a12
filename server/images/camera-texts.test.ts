import { expect, test } from 'vitest';
import { isCameraText } from './camera-texts.ts';

test.each([
  'OLYMPUS DIGITAL CAMERA',
  'SONY DSC',
  'Exif_JPEG_PICTURE',
  'SAMSUNG CAMERA PICTURES',
  'Processed with VSCO with a6 preset',
  'cof',
  'C:\\Users\\Lan\\Pictures\\cang.jpg',
  '\\\\may-chu\\anh\\cang',
  '/storage/emulated/0/DCIM/Camera/1',
  'file:///C:/anh.jpg',
  'cảng-đình-vũ.JPG',
  'DSC_0042',
  'IMG_20200311_070600',
  '2020:03:11 07:06:00',
  'Picasa',
  'Untitled-1',
  'unknown',
])('%s says nothing about the picture', (text) => {
  expect(isCameraText(text)).toBe(true);
});

test.each([
  'Cảng Đình Vũ',
  'Sony khánh thành nhà máy ở Hải Phòng',
  'Ảnh chụp từ cầu Bính',
  'Canon Bùi Chu',
  'Lễ hội 30/4',
  'P. Hùng Vương',
  'Nguyễn Hồng Phong',
  'Photographer: Lan',
  'Tàu số 12',
])('%s is proposed', (text) => {
  expect(isCameraText(text)).toBe(false);
});
