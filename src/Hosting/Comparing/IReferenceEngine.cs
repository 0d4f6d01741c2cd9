namespace NetSpec.Hosting.Comparing;

/// <summary>Another engine that computes what a net is to compute: the interpreter, or whatever ran the model before.</summary>
public interface IReferenceEngine
{
    /// <summary>What to call it.</summary>
    string Name { get; }

    /// <summary>The outputs of one sample, in the net's order.</summary>
    /// <param name="inputs">The sample: each input in the net's order, channel by channel, row by row.</param>
    double[][] Run(float[][] inputs);
}
