using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetSpec.Dsl.Binding.Arguments;

/// <summary>What PyTorch, TensorFlow and ONNX call the arguments of their ops: the word for it here, or why there is none.</summary>
internal static class ForeignArguments
{
    /// <summary>The arguments that may be meant; the first that the op has is.</summary>
    private static readonly Dictionary<string, string[]> Words = Build(
        ("pad sides", "padding pads padsize paddingsize autopad"),
        ("kernel factor adaptive", "size"),
        ("kernel", "kernelsize kernelshape ksize poolsize windowsize window filtersize kernels"),
        ("factor", "scale scalefactor scales"),
        ("adaptive", "outputsize outsize"),
        ("out", "outchannels outfeatures outchannel outputs units filters numfilters numoutput channels features outdim width dim planes"),
        ("stride", "strides step subsample"),
        ("dilation", "dilations dilationrate rate atrous"),
        ("groups", "group numgroups featuregroupcount"),
        ("size", "groups numgroups groupsize"),
        ("bias", "usebias hasbias withbias addbias"),
        ("eps", "epsilon"),
        ("slope", "negativeslope alpha leakiness"),
        ("affine", "center scale elementwiseaffine"),
        ("ceil", "ceilmode"),
        ("outpad", "outputpadding outpadding"),
        ("multiplier", "depthmultiplier channelmultiplier expansion"),
        ("p", "rate prob probability droprate dropout"),
        ("count_include_pad", "countincludepadding includepad"),
        ("k", "n rank topk"));

    private static readonly Dictionary<string, string> Reasons = new[]
    {
        ("inchannels infeatures inchannel indim inputdim inputshape inputsize numfeatures numchannels", "what goes in is known from the operand: leave it out"),
        ("momentum trackrunningstats training", "it matters in training only: leave it out"),
        ("inplace", "the compiler chooses where values lie: leave it out"),
        ("name", "a layer is named by 'as' behind the call"),
        ("activation act", "an activation is a stage of its own: -> relu"),
        ("normalization norm", "a norm is a stage of its own: -> bn"),
        ("paddingmode padmode", "padding is zeros in a convolution, and nothing in a pool"),
        ("mode aligncorners", "'upsample' repeats the nearest value"),
        ("dataformat device dtype datalayout", "maps are channels x height x width in single precision: leave it out"),
        ("kernelinitializer biasinitializer kernelregularizer init initializer", "weights are loaded: leave it out"),
        ("bias usebias", "conv, depthwise, convt, linear and scale have a bias; elsewhere it is a stage of its own: -> bias"),
        ("divisoroverride returnindices", "no op here has it"),
    }.SelectMany(entry =>
        entry.Item1.Split(' ').Select(word => (word, entry.Item2))).ToDictionary(entry => entry.word, entry => entry.Item2, StringComparer.Ordinal);

    /// <summary>The end of a message about an argument that the op does not have; null when no framework is known to use it.</summary>
    /// <param name="word">The argument as written.</param>
    /// <param name="arguments">Those that the op has.</param>
    public static string? Hint(string word, IReadOnlyCollection<string> arguments)
    {
        var plain = word.Replace("_", "").ToLower(CultureInfo.InvariantCulture);
        var here = Words.TryGetValue(plain, out var meant) ? meant.FirstOrDefault(arguments.Contains) : null;
        return here is not null ? $"; here it is '{here}'"
            : Reasons.TryGetValue(plain, out var reason) ? "; " + reason
            : null;
    }

    private static Dictionary<string, string[]> Build(params (string Here, string Words)[] entries) => entries
        .SelectMany(entry => entry.Words.Split(' ').SelectMany(word => entry.Here.Split(' ').Select(here => (word, here))))
        .GroupBy(pair => pair.word, pair => pair.here, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
}
