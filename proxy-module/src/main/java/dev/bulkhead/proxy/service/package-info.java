/** Services of the operating system, by the commands of whoever manages them there. */
@NullMarked
package dev.bulkhead.proxy.service;

import org.jspecify.annotations.NullMarked;
