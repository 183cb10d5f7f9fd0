/** The modules that the harness runs in the gateway and its hosts. They know nothing but the module API. */
package dev.bulkhead.systemtests.chaos.module;
