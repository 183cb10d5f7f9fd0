package dev.bulkhead.gateway.control.rpc;

import dev.bulkhead.gateway.lifecycle.ModuleStatus;
import java.util.List;

/**
 * What there is to show at one moment.
 *
 * @param version Bulkhead's version
 * @param modules the modules
 */
public record Inventory(String version, List<ModuleStatus> modules) {}
