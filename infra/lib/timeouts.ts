import { Duration } from 'aws-cdk-lib';

/** Every function that does one small thing. */
export const DEFAULT_TIMEOUT = Duration.seconds(20);

/** A batch of documents, of changes to be told in order, or of receivers that take their time. */
export const RENDER_TIMEOUT = Duration.seconds(60);

/** A file of 100 MB, or a chunk of its rows. */
export const BATCH_TIMEOUT = Duration.minutes(5);

/** For work over everything at once; the longest there is. */
export const LONGEST_TIMEOUT = Duration.minutes(15);
