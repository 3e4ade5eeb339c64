/** The parameters of classifier and regressor, each written once. */
package org.tare.train.param;
