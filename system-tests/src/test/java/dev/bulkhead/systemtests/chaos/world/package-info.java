/** The gateway under test and what is around it: its processes, its disk, its network, its clock. */
package dev.bulkhead.systemtests.chaos.world;
