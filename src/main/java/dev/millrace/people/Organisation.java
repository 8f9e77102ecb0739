package dev.millrace.people;

import dev.millrace.OrgId;
import java.time.ZoneId;

/**
 * Whom keys, members and usage belong to.
 *
 * @param name what it is called
 * @param zone whose midnights part its days
 */
public record Organisation(OrgId id, String name, ZoneId zone) {}
