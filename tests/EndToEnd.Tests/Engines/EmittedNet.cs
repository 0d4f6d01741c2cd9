using System;
using NetSpec.Runtime;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Weights;

namespace NetSpec.EndToEnd.Tests.Engines;

/// <summary>The forward pass of an emitted class with its arguments in arrays.</summary>
public delegate void ForwardPass(float[][] inputs, float[][] outputs, int batch, Workspace workspace, int threads);

/// <summary>An emitted model behind a delegate.</summary>
public sealed record EmittedModel(Model Model, ForwardPass Forward);

/// <summary>An emitted class.</summary>
/// <param name="Name">Namespace and name.</param>
/// <param name="Layout">Its parameters.</param>
/// <param name="Create">Makes a model.</param>
public sealed record EmittedNet(string Name, ParameterLayout Layout, Func<ParameterStore, EmittedModel> Create)
{
    /// <summary>The forward pass of one class, as <see cref="ForwardPass"/> but for the model.</summary>
    public delegate void Call<in T>(T model, float[][] inputs, float[][] outputs, int batch, Workspace workspace, int threads);

    /// <summary>An input of whole numbers.</summary>
    public static int[] Ids(float[] input) => Array.ConvertAll(input, id => (int)id);

    public static EmittedNet Of<T>(ParameterLayout layout, Func<ParameterStore, T> create, Call<T> forward)
        where T : Model =>
        new(typeof(T).FullName!, layout, parameters =>
        {
            var model = create(parameters);
            return new EmittedModel(model, (x, y, batch, workspace, threads) => forward(model, x, y, batch, workspace, threads));
        });
}
