/// How a function gets ready before Lambda takes a picture of its process, from which it starts all others.
@NullMarked
package dev.nightmask.lambda.snapstart;

import org.jspecify.annotations.NullMarked;
