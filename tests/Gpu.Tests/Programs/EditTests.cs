using System;
using System.Linq;
using GpuModels;
using ILGPU;
using ILGPU.Runtime;
using Xunit;

namespace NetSpec.Gpu.Tests.Programs;

/// <summary>A device program refuses to compute between an edit of the model's parameters and <c>Upload</c>.</summary>
public sealed class EditTests : IDisposable
{
    private readonly DeviceKinds _devices = new();

    public static TheoryData<string, bool> Programs
    {
        get
        {
            var programs = new TheoryData<string, bool>();
            foreach (var net in DeviceNets.All.Values.Where(net => net.Net.Parameters.Count > 0))
            {
                programs.Add(net.Net.Name, false);
                if (net.OpenHalf is not null)
                    programs.Add(net.Net.Name, true);
            }

            return programs;
        }
    }

    public void Dispose() => _devices.Dispose();

    [Theory]
    [MemberData(nameof(Programs))]
    public void Every_tensor_is_watched_whether_packed_or_not(string name, bool isHalf)
    {
        var check = new ProgramCheck(DeviceNets.All[name], seed: 1);
        var parameters = check.Model.Parameters;
        using var program = check.Open(_devices.OpenCpu(), isHalf);

        foreach (var tensor in parameters.Layout)
        {
            var last = parameters.ReadOnly[tensor][^1];
            parameters[tensor][^1] = last + 1;
            AssertStale($"'{tensor.Name}' was edited", name, () => Forward(check, program));
            check.Model.Pack();
            AssertStale($"'{tensor.Name}' was edited", name, () => Forward(check, program));
            program.Upload();

            parameters[tensor][^1] = last;
            AssertStale($"'{tensor.Name}' was edited", name, () => Forward(check, program));
            program.Upload();
        }

        check.Model.Pack();
        check.Passes(program, batch: 2, isHalf);
    }

    [Fact]
    public void An_upload_does_not_pack()
    {
        var (before, after) = (new ProgramCheck(DeviceNets.All["Dense"], seed: 1), new ProgramCheck(DeviceNets.All["Dense"], seed: 2));
        using var program = before.Open(_devices.OpenCpu());
        var (inputs, outputs) = (after.Inputs(2), after.Outputs(2));

        after.Model.Parameters.ReadOnly.Values.CopyTo(before.Model.Parameters.Values);
        AssertStale("the parameters were edited", "Dense", () => Forward(before, program));
        program.Upload();
        program.Forward(inputs, outputs, 2);
        after.Check(outputs, 2);

        var exception = Assert.Throws<InvalidOperationException>(() => before.Net.OnCpu(before.Model, inputs, outputs, 2));
        Assert.StartsWith("Since the last Pack(), the parameters were edited", exception.Message, StringComparison.Ordinal);
        before.Model.Pack();
        before.Net.OnCpu(before.Model, inputs, outputs, 2);
        after.Check(outputs, 2);
        Forward(before, program);
    }

    [Fact]
    public void Programs_of_one_model_each_need_an_upload()
    {
        var check = new ProgramCheck(DeviceNets.All["BiasOnly"], seed: 1);
        var device = _devices.OpenCpu();
        using var one = check.Open(device);
        using var two = check.Open(device, isHalf: true);
        check.Model.Parameters["b.bias"][0] += 1;

        one.Upload();

        Forward(check, one);
        AssertStale("'b.bias' was edited", "BiasOnly", () => Forward(check, two));
        using var three = check.Open(device);
        Forward(check, three);
        AssertStale("'b.bias' was edited", "BiasOnly", () => Forward(check, two));
        two.Upload();
        Forward(check, two);
    }

    [Fact]
    public void Memory_on_the_device_and_measurements_too()
    {
        var model = (SparseMlp)new ProgramCheck(DeviceNets.All["SparseMlp"], seed: 1).Model;
        var device = _devices.OpenCpu();
        using var program = new SparseMlp.Gpu(model, device);
        using var x = device.Allocate1D(new float[SparseMlp.TokensSize]);
        using var y = device.Allocate1D(new float[SparseMlp.YSize]);
        model.Parameters["up.bias"][0] += 1;

        AssertStale("'up.bias' was edited", "SparseMlp", () => program.Forward(x.View, y.View, 1));
        AssertStale("'up.bias' was edited", "SparseMlp", () => program.Measure(1));
        program.Upload();
        program.Forward(x.View, y.View, 1);
        device.Synchronize();
    }

    [Fact]
    public void What_is_read_or_written_back_is_no_edit()
    {
        var check = new ProgramCheck(DeviceNets.All["BiasOnly"], seed: 1);
        using var program = check.Open(_devices.OpenCpu());
        var parameters = check.Model.Parameters;

        _ = parameters.ReadOnly.Values[0] + parameters["s.weight"][0];
        check.Passes(program, batch: 3);
        parameters["s.weight"][0] *= -1;
        AssertStale("'s.weight' was edited", "BiasOnly", () => Forward(check, program));
        parameters["s.weight"][0] *= -1;
        check.Passes(program, batch: 3);
    }

    [Fact]
    public void After_an_upload_that_failed_there_is_no_pass()
    {
        var check = new ProgramCheck(DeviceNets.All["Dense"], seed: 1);
        using var program = check.Open(_devices.OpenCpu(), isHalf: true);
        var weight = check.Model.Parameters.ReadOnly["head.weight"][3];

        check.Model.Parameters["head.weight"][3] = 1e6f;
        Assert.Contains("half precision ends at 65504", Assert.Throws<InvalidOperationException>(program.Upload).Message, StringComparison.Ordinal);
        AssertStale("'head.weight' was edited", "Dense", () => Forward(check, program));
        check.Model.Parameters["head.weight"][3] = weight;
        AssertStale("'head.weight' was edited", "Dense", () => Forward(check, program));
        program.Upload();
        check.Model.Pack();
        check.Passes(program, batch: 2, isHalf: true);
    }

    private static void Forward(ProgramCheck check, IProgram program) => program.Forward(check.Inputs(1), check.Outputs(1), 1);

    private static void AssertStale(string edit, string net, Action pass) => Assert.Equal(
        $"Since the last Upload(), {edit}: call Upload() after an edit, so that '{net}' computes with it on the device.",
        Assert.Throws<InvalidOperationException>(pass).Message);
}
