using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Binding.Arguments;

/// <summary>
/// What PyTorch, TensorFlow and ONNX call ops: under which word each stands in a spec, or that it does not. A near name
/// would be no help here: <c>gelu</c> is no slip of the pen for <c>relu</c> but another function.
/// </summary>
internal static class ForeignOps
{
    private const string Activations = "; the language reference lists the activations, such as relu, leakyrelu, clamp, silu and gelu";

    private const string Reshaping = "; of the ops that change a shape there are reshape, flatten, transpose, pad, crop, slice, shuffle, upsample and concat";

    private static readonly string[] Dimensions = ["1d", "2d", "3d"];

    private static readonly Dictionary<string, string> Hints = Build();

    /// <summary>The end of a message about a word that is no op here; null when no framework is known to use it.</summary>
    public static string? Hint(string name)
    {
        var word = Plain(name);
        var stem = Dimensions.Any(end => word.EndsWith(end, StringComparison.Ordinal)) ? word.Substring(0, word.Length - 2) : word;
        return Hints.TryGetValue(word, out var hint) || Hints.TryGetValue(stem, out hint) ? "; " + hint
            : stem != word && OpCatalog.IsStage(stem) ? $"; here it is '{stem}'"
            : null;
    }

    /// <summary>The op or chain here that a word of another framework stands for; null when there is none.</summary>
    public static string? Meant(string name) =>
        Hint(name)?.Split('\'') is { Length: > 1 } parts && parts[1].Split('(')[0] is var word && OpCatalog.IsStage(word) ? word : null;

    private static string Plain(string name) => name.Replace("_", "").ToLower(CultureInfo.InvariantCulture);

    private static Dictionary<string, string> Build()
    {
        var hints = new Dictionary<string, string>(StringComparer.Ordinal);
        void Add(string words, Func<string, string> hint)
        {
            foreach (var word in words.Split(' '))
            {
                hints.Add(word, hint(word));
            }
        }

        void Called(string here, string words) => Add(words, _ => $"here it is {here}");
        void Absent(string what, string words, string instead = "") => Add(words, _ => $"{what} is not in the language{instead}");

        Called("'conv'", "conv2d conv2 convolution convolution2d");
        Called("'convt'", "convtranspose conv2dtranspose convtranspose2d deconv deconvolution transposedconv transposeconv upconv tconv");
        Called("'depthwise'", "depthwiseconv dwconv convdw convdepthwise");
        Called("'depthwise' followed by 'conv(out, 1x1)'", "separableconv depthwiseseparable sepconv separable");
        Called("'conv1d'", "convolution1d conv1");
        Called("'depthwise1d'", "depthwiseconv1d");
        Absent("a convolution over volumes", "conv3d convtranspose3d maxpool3d avgpool3d");
        Called("'linear'", "lin fc fullyconnected innerproduct gemm addmm");
        Called("'linear' ('dense', in lower case, is a sparse chain of one factor, without a bias)", "dense denselayer");
        Called("'ks'", "kronecker kslinear kronlinear kron");
        Called("'bias'", "biasadd addbias");
        Called("'scale'", "affine channelscale layerscale scaling");
        Called("'bn'", "batchnorm batchnorm1d batchnorm3d batchnormalization batchnormalisation syncbatchnorm bnorm norm");
        Called("'relu'", "rectifier rectify rectifiedlinear");
        Called("'leakyrelu'", "lrelu leakyrectifier leakyrectify");
        Called("'sigmoid'", "logistic expit");
        Called("'id'", "identity noop nop pass");
        Called(
            "'dropout', the identity at inference", "dropout1d dropout3d spatialdropout alphadropout featurealphadropout droppath dropconnect stochasticdepth");
        Called("'maxpool'", "maxpooling maxpooled");
        Called("'maxpool(global)'", "globalmaxpool globalmaxpooling adaptivemaxpool gmp");
        Called("'maxpool1d'", "maxpooling1d");
        Called("'avgpool1d'", "avgpooling1d averagepool1d averagepooling1d");
        Called("'avgpool1d(adaptive=N)'", "adaptiveavgpool1d adaptiveaveragepool1d");
        Called("'maxpool1d(global)'", "globalmaxpool1d globalmaxpooling1d");
        Called("'avgpool1d(global)'", "globalavgpool1d globalaveragepool1d globalaveragepooling1d");
        Called("'avgpool'", "avgpooling averagepool averagepooling meanpool meanpooling");
        Called("'avgpool(global)'", "globalavgpool globalaveragepool globalaveragepooling globalpool gap");
        Called("'avgpool(adaptive=HxW)'", "adaptiveavgpool adaptiveaveragepool adaptivepool");
        Called("'maxpool' or 'avgpool'", "pool pooling pooling2d");
        Called("'groupsort(2)'", "maxmin minmax");
        Called("'groupsort'", "sort groupsorting");
        Called("'topk'", "top kwinners");
        Called("'upsample', nearest neighbour", "upsampling upsamplingnearest upsamplenearest nearestupsample resize interpolate resizenearest");
        Called("'pad'", "padding zeropad zeropadding zeropads constantpad constantpadding pad2");
        Called("'flatten'", "flattenlayer flat ravel");
        Called("a group in parentheses, '(conv(8, 3x3) -> relu)'", "sequential compose chain");
        Called("'concat(a, b)', where a value stands", "cat concat concatenate hstack");
        Called("'a + b', where a value stands", "sum addn plus residual shortcut");
        Called("the shape of an 'input' line", "inputlayer placeholder");

        Called("'silu'", "swish");
        Called("'hardswish'", "hardsilu hswish");
        Called("'hardsigmoid'", "hsigmoid");
        Called("'clamp(lo, hi)'", "clip");
        Called("'abs'", "absolute");
        Called("'gelu(tanh=true)'", "gelunew gelutanh fastgelu");
        Absent("this activation", "selu celu softsign softshrink hardshrink tanhshrink glu geglu swiglu reglu quickgelu", Activations);
        Absent("a ReLU whose slope is drawn", "rrelu", Activations);
        Absent("a ReLU with an upper bound", "relu1 relun reluk brelu", "; write its bounds, clamp(0, hi)");
        Absent(
            "the concatenated ReLU",
            "crelu concatrelu",
            "; it is relu of x beside relu of -x: concat(x -> relu, x -> scale(bias=false) -> relu), with -1 for the weights of the scale");
        Absent(
            "maxout",
            "maxout maxoutlayer",
            "; a maximum is taken by 'pool(1)' in a neurons block and by 'maxpool' over positions, and 'groupsort' keeps all values of a group in order");
        Absent(
            "quantisation",
            "quantize quantise quantization dequantize dequantise quantizelinear dequantizelinear quantstub dequantstub fakequantize fakequant",
            "; a net computes in single precision, and the pass gpu_half in half");
        Absent("this kind of ReLU", "relu2 squaredrelu relusquared srelu frelu trelu telu dyrelu thresholdedrelu threshold", Activations);
        Called("'relu', or none at all: what is not followed by one is linear", "activation");
        Absent("the logarithm of a sigmoid", "logsigmoid", "; apply it to what Forward returns");
        Absent(
            "this kind of softmax", "softmin gumbelsoftmax", "; apply it to what Forward returns: it changes neither the order of the outputs nor the largest");
        Absent("this function of each element", "exp log sqrt rsqrt neg square pow sin cos erf sign round floor ceil reciprocal", Activations);
        Absent(
            "a norm that each sample measures itself",
            "l2norm normalize unitnorm",
            "; 'bn' is batch-norm at inference, and there are groupnorm, instancenorm, layernorm, rmsnorm and lrn");
        Called("'lrn(size)'", "localresponsenorm localresponsenormalization crosschannelnorm");
        Called("'layernorm'", "layernormalization layernormalisation");
        Called("'groupnorm(groups)'", "groupnormalization groupnormalisation");
        Called("'instancenorm'", "instancenorm1d instancenormalization instancenormalisation");
        Absent("a reparametrisation of weights", "weightnorm spectralnorm", "; write the layer and load its effective weight");
        Absent("a recurrent layer", "lstm gru rnn lstmcell grucell rnncell bidirectional simplernn");
        Called("'attention(heads)'", "multiheadattention selfattention multiheadselfattention scaleddotproductattention mha");
        Absent(
            "a whole transformer",
            "transformer transformerencoder transformerencoderlayer transformerblock",
            "; write its block of attention and linear layers, as the language reference does");
        Called("'embedding(vocabulary, features)'", "wordembedding tokenembedding lookuptable");
        Absent("a sum of embeddings", "embeddingbag", "; of single tokens there is embedding(vocabulary, features)");
        Called("'positions'", "positionalembedding positionembedding posembed");
        Absent("an encoding of positions that is not learned", "positionalencoding rotaryembedding rope", "; 'positions' adds learned ones");
        Called("'prepend'", "clstoken classtoken");
        Absent(
            "another order or shape of the axes",
            "permute squeeze unsqueeze rearrange movedim swapaxes expand repeattensor tile pixelshuffle pixelunshuffle "
                + "depthtospace spacetodepth fold unfold roll flip",
            Reshaping);
        Called("'reshape(16x64)', with the dimensions of the result", "view unflatten reshapelayer");
        Called("'convt1d'", "convtranspose1d conv1dtranspose deconv1d");
        Called("'upsample1d'", "upsampling1d");
        Called("'shuffle(groups)'", "channelshuffle shufflechannels");
        Called("'slice(first, count)'", "narrow channelslice");
        Called("'split', at the end of a line that names the parts: a, b = x -> split", "chunk tensorsplit");
        Called("'crop'", "cropping cropping2 centercrop");
        Absent("a choice of elements", "gather indexselect take unbind stack", Reshaping);
        Absent(
            "a padding with other values than zeros", "reflectionpad replicationpad reflectpad replicatepad circularpad mirrorpad", "; 'pad' pads with zeros");
        Called("'upsample(factor, bilinear=true)'", "bilinear upsamplingbilinear upsamplebilinear bilinearupsample resizebilinear");
        Absent("this interpolation", "bicubic gridsample", "; 'upsample' repeats the nearest value, or is bilinear");
        Called("'mul(a, b)', where a value stands", "multiply hadamard gate product");
        Called("'mul(a, gate)', where a value stands, with a gate of one position: x -> avgpool(global) -> ...", "squeezeexcite squeezeexcitation se");
        Absent("a product of matrices that are both values", "matmul mm bmm dot einsum", "; values are joined by '+', 'concat' and 'mul'");
        Absent(
            "this arithmetic of values",
            "sub subtract minus div divide mean max min maximum minimum argmax cumsum norm2 where compare",
            "; values are joined by '+', 'concat' and 'mul', and means and maxima are taken by 'avgpool', 'maxpool' and 'topk'");
        Absent("a pool by a power", "lppool powerpool globallppool", "; 'maxpool' and 'avgpool' are its ends");
        Absent("a loss", "crossentropy crossentropyloss mseloss nllloss bceloss loss", "; a net is for inference and ends at its outputs");
        return hints;
    }

    /// <summary>The hint, or else the near name that was probably meant.</summary>
    public static string HintOr(string name, string? near) => Hint(name) ?? Suggest.Hint(near);
}
