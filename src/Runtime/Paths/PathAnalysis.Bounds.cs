using System;
using System.Collections.Generic;
using NetSpec.Runtime.Paths.Bounds;
using NetSpec.Runtime.Paths.Enclosures;
using NetSpec.Runtime.Paths.Norms;

namespace NetSpec.Runtime.Paths;

public sealed partial class PathAnalysis
{
    /// <summary>
    /// A Lipschitz constant of the network in its input, ‖Φ^I(θ)‖_{1,r}: for all x and x',
    /// ‖R(x) − R(x')‖_r ≤ ‖Φ^I‖_{1,r} · ‖x − x'‖_∞ (Theorem 3.3.1; the biases cancel in a difference).
    /// </summary>
    /// <param name="r">The norm of the outputs' difference, 0 &lt; r ≤ ∞.</param>
    /// <returns>The constant; it is global, and usually far above the slope at any one input. A guarantee: <see cref="Norm(double, double, PathStarts)"/>
    /// rounded up by all that its roundings can add up to.</returns>
    public Magnitude LipschitzInInput(double r = 1)
    {
        var norm = Norm(q: 1, r, PathStarts.Inputs);
        return norm.IsZero ? norm : RoundingMargin.Up(norm, RoundingMargin.Double(Architecture, norm, r), 0);
    }

    /// <summary>How far the outputs for two inputs can be apart at most: ‖R(x) − R(x')‖_r ≤ ‖Φ^I‖_{1,r} · ‖x − x'‖_∞ (Theorem 3.3.1), rounded up.</summary>
    /// <param name="x">One sample: the values of all inputs, one input after another.</param>
    /// <param name="other">The other sample.</param>
    /// <param name="r">The norm of the outputs' difference, 0 &lt; r ≤ ∞.</param>
    /// <exception cref="ArgumentException">A sample is of the wrong length, or holds a value that is not finite.</exception>
    public Magnitude OutputDistanceBound(ReadOnlySpan<float> x, ReadOnlySpan<float> other, double r = 1)
    {
        CheckSample(x, nameof(x));
        CheckSample(other, nameof(other));
        var distance = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            distance = Math.Max(distance, Math.Abs((double)x[i] - other[i]));
        }

        return RoundingMargin.Up(LipschitzInInput(r) * new Magnitude(distance), 0, 2);
    }

    /// <summary>
    /// The product of norms that path norms are compared with, Π_{q,r}(θ) (Definition 3.3.1): the largest product of the norms
    /// ‖θ^{→v}‖_q along a path, biases included, for each output; then the r-norm. Apart from rounding, it is never less than ‖Φ(θ)‖_{q,r}
    /// (Theorem 3.3.2; both are to nearest), equal to it for q-normalised parameters, and changed by a rescaling that leaves Φ as it is.
    /// </summary>
    /// <param name="q">From 2^-20 to 2^20.</param>
    /// <param name="r">The norm over the outputs, in the same range or infinite.</param>
    /// <exception cref="ArgumentException">A parameter is NaN or infinite; the message names the first.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An exponent is out of range.</exception>
    /// <remarks>
    /// Every neuron of the graph counts with the edges that it has: a convolution's neuron at the border, which sees less
    /// than the whole kernel, has the smaller norm of that part, where products of layers' norms take the whole kernel's.
    /// Sums, averages and batch-norms are neurons with norms of their own, so that Π, unlike the path norm, depends on
    /// how the network is cut into neurons.
    /// </remarks>
    public Magnitude ProductOfNorms(double q = 1, double r = 1) => PathNorms.Reduce(PathProduct.Powers(Architecture, Theta(), q), q, r);

    /// <summary>The largest product of norms along a path to each output neuron (<see cref="ProductOfNorms"/>).</summary>
    /// <param name="q">From 2^-20 to 2^20.</param>
    /// <exception cref="ArgumentException">A parameter is NaN or infinite; the message names the first.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The exponent is out of range.</exception>
    /// <returns>One number an output neuron, all outputs one after another in the order of the spec.</returns>
    public Magnitude[] ProductOfNormsPerOutput(double q = 1) =>
        Array.ConvertAll(PathProduct.Powers(Architecture, Theta(), q), power => PathNorms.Root(power, q));

    private void CheckSample(ReadOnlySpan<float> sample, string name)
    {
        var size = 0;
        foreach (var input in Architecture.Inputs)
        {
            size += Architecture.Layers[input].Size;
        }

        if (sample.Length != size)
            throw new ArgumentException($"'{name}' holds {sample.Length} floats; one sample of all inputs is {size}.", name);
        foreach (var value in sample)
        {
            if (!float.IsFinite(value))
                throw new ArgumentException(FormattableString.Invariant($"'{name}' holds {value}; distances are between finite inputs."), name);
        }
    }

    /// <summary>The constants of the bounds, counted by the compiler: depth, pools, dimensions, the number of paths.</summary>
    /// <exception cref="InvalidOperationException">The description was made without them.</exception>
    public BoundConstants Constants => Description.Constants
        ?? throw new InvalidOperationException($"The description of this network has no {nameof(PathDescription.Constants)}; emitted ones have.");

    /// <summary>
    /// The bound on the expected generalisation gap, 4·(σ/n)·C·L·‖Φ(θ)‖₁ with σ/n ≤ max(B, 1)/√n (Theorems 4.1.1 and 4.4.1).
    /// </summary>
    /// <param name="samples">n, the size of the training set.</param>
    /// <param name="largestInput">B, the largest absolute value of an input over the training set.</param>
    /// <param name="loss">The loss, which gives L.</param>
    /// <param name="convention">How the depth D in C is counted.</param>
    /// <param name="sharpened">Whether C is that of Remark 4.4.1, which the thesis states without proof.</param>
    /// <exception cref="InvalidOperationException">
    /// A k-max-pool neuron has a bias that is not 0, or an input is itself an output (which no compiled network has); or the
    /// sharpened constant is asked for where the remark does not apply.
    /// </exception>
    /// <example><code>
    /// var bound = net.Paths.GeneralizationBound(samples: 1268355, largestInput: 2.64, Loss.CrossEntropy);
    /// Console.WriteLine(bound); // the number, and the factors it is the product of
    /// </code></example>
    public GeneralizationGapBound GeneralizationBound(
        long samples,
        double largestInput,
        Loss loss,
        DepthConvention convention = DepthConvention.Strict,
        bool sharpened = false)
    {
        ArgumentNullException.ThrowIfNull(loss);
        Rademacher.Check(Architecture, Constants, Parameters);
        var constant = sharpened ? Constants.SharpenedC(convention) : Constants.C(convention);
        return new(constant, Rademacher.Factor(constant, samples, largestInput), loss, Norm(q: 1, r: 1));
    }

    /// <summary>
    /// The margins of the network on labelled samples: the output of the right class minus the largest of the others. They are
    /// those of the model's forward pass, which sees edits of the parameters after its next <c>Pack</c>. Where the network ends in a softmax or sigmoid
    /// (<see cref="PathDescription.HasHead"/>) they are of the scores that enter it, and the graph computes them in double, which takes far longer.
    /// </summary>
    /// <param name="samples">samples x input, one after another as <c>Forward</c> takes them; at least one sample.</param>
    /// <param name="labels">The right class of each sample, from 0.</param>
    /// <exception cref="InvalidOperationException">The network has several inputs or outputs, is not batch-first or has no forward
    /// pass; compute the outputs and take <see cref="MarginDistribution.Margins"/> of them.</exception>
    /// <exception cref="ArgumentException">The lengths do not fit, a label is no class, or outputs leave the range of floats, so that a
    /// margin is not finite; the message names its sample.</exception>
    public MarginDistribution Margins(ReadOnlySpan<float> samples, ReadOnlySpan<int> labels)
    {
        var margins = new MarginPass(ScoresOf(), Constants);
        if (labels.Length == 0 || samples.Length != (long)labels.Length * margins.SampleSize)
            throw new ArgumentException(
                $"'{nameof(samples)}' holds {samples.Length} floats; {labels.Length} labels are for {labels.Length} x {margins.SampleSize}, and at least 1.",
                nameof(samples));

        for (var i = 0; i < labels.Length; i++)
        {
            margins.Add(samples.Slice(i * margins.SampleSize, margins.SampleSize), labels[i]);
        }

        return margins.Distribution();
    }

    /// <param name="samples">The data set, gone through once; an array a sample.</param>
    /// <param name="labels">The right class of each sample, from 0.</param>
    /// <inheritdoc cref="Margins(ReadOnlySpan{float}, ReadOnlySpan{int})"/>
    public MarginDistribution Margins(IEnumerable<float[]> samples, IEnumerable<int> labels)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(labels);
        var margins = new MarginPass(ScoresOf(), Constants);
        using var label = labels.GetEnumerator();
        var count = 0;
        foreach (var sample in samples)
        {
            if (sample is null || sample.Length != margins.SampleSize)
                throw new ArgumentException(
                    $"Sample {count} {(sample is null ? "is null" : $"has {sample.Length} numbers")}; the network's input has {margins.SampleSize}.",
                    nameof(samples));
            if (!label.MoveNext())
                throw new ArgumentException($"There are {count} labels and more samples; each sample has one.", nameof(labels));

            margins.Add(sample, label.Current);
            count++;
        }

        if (count == 0 || label.MoveNext())
            throw new ArgumentException(count == 0
                ? "There are no samples; margins are of at least 1." : $"There are {count} samples and more labels; each sample has one.", nameof(samples));
        return margins.Distribution();
    }

    /// <summary>What margins are taken of.</summary>
    private ForwardPass? ScoresOf()
    {
        if (_forward is null || !Description.HasHead)
            return _forward;

        var theta = Theta();
        return (samples, outputs, batch) =>
        {
            var width = samples.Length / batch;
            for (var sample = 0; sample < batch; sample++)
            {
                var scores = new Evaluation(Architecture, theta, samples.Slice(sample * width, width).ToArray()).Outputs;
                for (var i = 0; i < scores.Count; i++)
                {
                    outputs[(sample * scores.Count) + i] = (float)scores[i];
                }
            }
        };
    }

    /// <summary>
    /// The bound on the probability of misclassification at the margin γ where it is least (Theorem 4.1.2, Eq. 4.14), or the
    /// statement that no γ makes it less than 1.
    /// </summary>
    /// <param name="margins">The margins on the training set; their number is n.</param>
    /// <param name="largestInput">B, the largest absolute value of an input over the training set.</param>
    /// <param name="delta">δ: the bound may fail with this probability over the training set.</param>
    /// <param name="convention">How the depth D in C is counted.</param>
    /// <param name="sharpened">Whether C is that of Remark 4.4.1, which the thesis states without proof.</param>
    /// <inheritdoc cref="GeneralizationBound(long, double, Loss, DepthConvention, bool)" path="/exception"/>
    public MisclassificationBound MarginBound(
        MarginDistribution margins,
        double largestInput,
        double delta = 0.05,
        DepthConvention convention = DepthConvention.Strict,
        bool sharpened = false)
    {
        ArgumentNullException.ThrowIfNull(margins);
        return new(margins, GeneralizationBound(margins.Count, largestInput, Loss.Margin(1), convention, sharpened), delta);
    }
}
