# system.math and small questions to the gateway.

# ---- sums and means
x = [4, 1.5, 2L, 2, True]
for name in ["sum", "product", "sumSquares", "sumLog", "min", "max", "mean", "geometricMean", "median", "variance", "populationVariance", "standardDeviation", "skewness", "kurtosis", "mode", "normalize"]:
	print name, getattr(system.math, name)(x)
#: sum 10.5
#: product 24.0
#: sumSquares 27.25
#: sumLog 3.17805383035
#: min 1.0
#: max 4.0
#: mean 2.1
#: geometricMean 1.88817502259
#: median 2.0
#: variance 1.3
#: populationVariance 1.04
#: standardDeviation 1.1401754251
#: skewness 1.49268528286
#: kurtosis 2.81804733728
#: mode [2.0]
#: normalize [1.6664102366833553, -0.5262348115842176, -0.087705801930703, -0.087705801930703, -0.9647638212377322]
print [system.math.percentile(x, p) for p in (1, 25, 50, 90, 100)] #: [1.0, 1.25, 2.0, 4.0, 4.0]
print system.math.sumDifference([1, 2], [3, 5]), system.math.meanDifference([1, 2], [3, 5]) #: -5.0 -2.5

# ---- of one value and of none
for x in ([7], []):
	for name in ["sum", "product", "sumSquares", "sumLog", "min", "max", "mean", "geometricMean", "median", "variance", "populationVariance", "standardDeviation", "skewness", "kurtosis", "mode", "normalize"]:
		print name, getattr(system.math, name)(x),
	print
#: sum 7.0 product 7.0 sumSquares 49.0 sumLog 1.94591014906 min 7.0 max 7.0 mean 7.0 geometricMean 7.0 median 7.0 variance 0.0 populationVariance 0.0 standardDeviation 0.0 skewness nan kurtosis nan mode [7.0] normalize [nan]
#: sum 0.0 product 1.0 sumSquares 0.0 sumLog 0.0 min nan max nan mean nan geometricMean nan median nan variance nan populationVariance nan standardDeviation nan skewness nan kurtosis nan mode [] normalize []

# ---- a text among the numbers
system.math.mean([1, "2"]) #! TypeError: mean() wants a list of numbers, got '2' in it

# ---- None for the numbers
system.math.mean(None) #! TypeError: mean() wants a list of numbers, got None

# ---- a percentile out of range
system.math.percentile([1], 0) #! IllegalArgumentException: percentile() wants a percentile above 0 and up to 100, got 0

# ---- lists of different lengths
system.math.meanDifference([1], [1, 2]) #! IllegalArgumentException: meanDifference() wants two lists of one length that are not empty, got 1 and 2 values

# ---- the gateway
v = system.util.getVersion()
print v, v.major, v.getMinor(), v.rev, v.toString(), str(v) >= "8.1", system.util.getGatewayName(), system.project.getProjectNames(), system.project.getProjectName()
#: 8.1.32 8 1 32 8.1.32 True Ignition-A [u'X', u'other'] X
