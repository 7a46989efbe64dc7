import { type Fen, fenFromYuan, signedFenFromYuan, yuanFromFen } from '@luffy/money';
import { Column, type ColumnOptions, PrimaryColumn } from 'typeorm';

/** bigint comes from the driver as text. Our identities stay far below 2^53, so they are numbers inside and in JSON. */
const idTransformer = {
  from: (text: string | null): number | null => (text === null ? null : Number(text)),
  to: (id: unknown): unknown => id,
};

/** numeric(10,2) comes as text in yuan and is fen inside: no float ever holds an amount. */
const fenTransformer = {
  from: (text: string | null): Fen | null => (text === null ? null : fenFromYuan(text)),
  to: (amount: unknown): unknown => (typeof amount === 'number' ? yuanFromFen(amount as Fen) : amount),
};

/** The row's own identity, given by the database. */
export const IdColumn = (): PropertyDecorator =>
  PrimaryColumn({ type: 'bigint', generated: 'identity', generatedIdentity: 'BY DEFAULT', transformer: idTransformer });

/** A reference that is part of the row's own key. */
export const KeyColumn = (): PropertyDecorator => PrimaryColumn({ type: 'bigint', transformer: idTransformer });

/** A reference to another row's identity. */
export const RefColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ ...options, type: 'bigint', transformer: idTransformer });

export const FenColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ ...options, type: 'numeric', precision: 10, scale: 2, transformer: fenTransformer });

/** An amount that may be negative: a fee, where it was charged. */
export const SignedFenColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ ...options, type: 'numeric', precision: 10, scale: 2, transformer: { ...fenTransformer, from: signed } });

const signed = (text: string | null): Fen | null => (text === null ? null : signedFenFromYuan(text));

export const InstantColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ ...options, type: 'timestamptz' });
