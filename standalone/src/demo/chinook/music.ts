import { graphql } from '@kith/schema';
import { inBatches } from '../batches.js';
import type { Client } from '../client.js';
import { cell, readCsv } from '../csv.js';

const ensureDefinition = graphql(`
  mutation DemoDefinition($input: EnsureObjectDefinitionInput!) {
    ensureObjectDefinition(input: $input) { objectDefinition { id } userErrors { message } }
  }
`);
const upsertRecords = graphql(`
  mutation DemoRecords($input: UpsertRecordsInput!) {
    upsertRecords(input: $input) { results { record { id } } userErrors { message } }
  }
`);
const createAssociations = graphql(`
  mutation DemoAssociations($input: CreateAssociationsInput!) {
    createAssociations(input: $input) { created userErrors { message } }
  }
`);

const artist = {
  name: 'artist',
  pluralName: 'artists',
  properties: [
    { name: 'stageName', type: 'STRING' as const, isRequired: true, isFilterable: true, isDisplayName: true },
    { name: 'releaseCount', type: 'NUMBER' as const, isFilterable: true },
  ],
};

/** Artists and their releases as custom objects, each release linked to its artist. */
export async function loadMusic(client: Client): Promise<void> {
  const albums = readCsv('chinook/albums.csv');
  const tracks = Map.groupBy(readCsv('chinook/tracks.csv'), (row) => row.album_id);
  const genres = new Map(readCsv('chinook/genres.csv').map((row) => [row.genre_id, cell(row, 'name')]));
  const releasesOf = Map.groupBy(albums, (row) => row.artist_id);
  await client(ensureDefinition, { input: artist });
  await client(ensureDefinition, { input: releaseDefinition([...genres.values()]) });

  const artists = readCsv('chinook/artists.csv').map((row) => ({
    key: cell(row, 'artist_id'),
    properties: {
      stageName: cell(row, 'name'),
      releaseCount: releasesOf.get(row.artist_id ?? null)?.length ?? 0,
    },
  }));
  const artistIds = await loadRecords(client, 'artist', artists);
  const releases = albums.map((row) => {
    const own = tracks.get(row.album_id ?? null) ?? [];
    return {
      key: cell(row, 'album_id'),
      properties: {
        title: cell(row, 'title'),
        trackCount: own.length,
        genre: genres.get(own[0]?.genre_id ?? null) ?? 'Rock',
      },
    };
  });
  const releaseIds = await loadRecords(client, 'release', releases);
  const links = albums.map((row) => ({
    fromId: releaseIds.get(cell(row, 'album_id')) as string,
    toId: artistIds.get(cell(row, 'artist_id')) as string,
    type: 'released_by',
  }));
  for (const associations of inBatches(links)) await client(createAssociations, { input: { associations } });
}

function releaseDefinition(options: string[]) {
  return {
    name: 'release',
    pluralName: 'releases',
    properties: [
      { name: 'title', type: 'STRING' as const, isRequired: true, isFilterable: true, isDisplayName: true },
      { name: 'trackCount', type: 'NUMBER' as const, isFilterable: true },
      {
        name: 'genre',
        type: 'SELECT' as const,
        isFilterable: true,
        isSearchable: true,
        options: [...new Set(options)],
      },
    ],
  };
}

/** The ids of the records by their keys in Chinook's data. */
async function loadRecords(
  client: Client,
  definition: string,
  rows: readonly { key: string; properties: object }[],
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const batch of inBatches(rows)) {
    const records = batch.map(({ key, properties }) => ({
      externalId: { system: 'chinook', id: `${definition}-${key}` },
      properties,
    }));
    const { upsertRecords: done } = await client(upsertRecords, { input: { definition, records } });
    for (const [index, { key }] of batch.entries()) ids.set(key, done.results[index]?.record?.id as string);
  }
  return ids;
}
