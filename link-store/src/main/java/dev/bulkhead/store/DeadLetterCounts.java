package dev.bulkhead.store;

/**
 * How many dead letters there are.
 *
 * @param bytes what their messages take, as frames
 * @param purged how many were deleted, since the store began, because they were over its limits
 */
public record DeadLetterCounts(long count, long bytes, long purged) {}
