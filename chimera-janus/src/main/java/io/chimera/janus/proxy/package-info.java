/**
 * The identity proxy: between a browser and the sites, it puts values where commands were typed. It sees what goes over HTTP
 * in clear; HTTPS goes through it unseen.
 */
@NullMarked
package io.chimera.janus.proxy;

import org.jspecify.annotations.NullMarked;
